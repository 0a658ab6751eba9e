_base_ = ['lib.py']
model = dict(type='N', head=dict(_delete_=True, w=[1, 2]), d={'k': 2 * 3, **more})
a, b = 1, 2
data['x'][0].y = model
model.update(dict(q=1))
def get_config(v=None):
    c = ConfigDict({'a': 1})
    c.b = c.a
    with c.unlocked():
        c.e = f'{v}-x'
    return c
----
model = dict(head=dict(a=1), depth=0x10)

import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, assertWorksIn, lockRoot, Outbox, saveRoot, staleVersion, type Tx } from '@aftercare/platform';
import { Department } from './department.entity.js';
import { departmentSaved } from './organization.events.js';
import { ServiceCenter } from './service-center.entity.js';

export type NewDepartment = Pick<Department, 'kind' | 'name'>;
export type DepartmentChanges = Partial<NewDepartment>;

@Injectable()
export class DepartmentsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, centerId: Id, input: NewDepartment): Promise<Id> {
    assertWorksIn(actor, centerId);
    await lockRoot(tx, ServiceCenter, centerId);
    const id = newId();
    await tx.insert(Department, { ...input, id, centerId, version: 1 });
    await this.outbox.publish(tx, actor, departmentSaved({ id, centerId }, { change: 'created' }), input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: DepartmentChanges): Promise<void> {
    const department = await lockRoot<Department>(tx, Department, id);
    const { centerId } = department;
    assertWorksIn(actor, centerId);
    if (department.version !== version) throw staleVersion();
    await saveRoot(tx, Department, Object.assign(department, changes));
    await this.outbox.publish(tx, actor, departmentSaved({ id, centerId }, { change: 'changed' }), changes);
  }
}
